"""What can end a command besides success, and the exit status of each."""

import errno
import os


class HandleplanError(Exception):
    """A command could not do its work. The text says what is wrong and, where that is known, what to do."""

    exit_status = 2


class RefusedError(HandleplanError):
    """The data contradict something: each finding names file and line."""

    exit_status = 1


class ProjectError(HandleplanError):
    """The project's own code is at fault, not the data: SQL, YAML or Python that somebody changed."""


class EnvironmentFaultError(HandleplanError):
    """The machine or the surroundings are at fault: a disk, a right, another version. The data are fine."""


# What the system says when the machine is at fault, and what to do about it.
REMEDIES = {
    os.strerror(errno.ENOSPC): "the disk is full: free some space (about 50 MB), then build again",
    os.strerror(errno.EDQUOT): "the disk quota is used up: free some space (about 50 MB), then build again",
    os.strerror(errno.EFBIG): "files may not grow so large here: raise the limit (ulimit -f), then build again",
    os.strerror(errno.EACCES): "this user may not do that: give it the right (chown, chmod) or build as another",
    os.strerror(errno.EPERM): "this user may not do that: give it the right (chown, chmod) or build as another",
    os.strerror(errno.EROFS): "the file system is read-only: make it writable, then build again",
    os.strerror(errno.EIO): "the disk cannot be read or written: see the system's log before you build again",
    "Out of Memory Error": "memory is used up: end other programs, then build again",
    "IO Error": "look at the file that is named, then build again",
}


def remedy_for(message: str) -> str | None:
    """What to do about an error when it is the machine's; None when it is not."""
    return next((remedy for sign, remedy in REMEDIES.items() if sign in message), None)
