"""The mistakes in a model's SQL: each mutant changes one node of its syntax tree, by SQLGlot."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import sqlglot
from sqlglot import exp

OTHER_CLASS = {
    exp.EQ: [exp.NEQ], exp.NEQ: [exp.EQ], exp.NullSafeEQ: [exp.EQ], exp.NullSafeNEQ: [exp.NEQ],
    exp.GT: [exp.GTE, exp.LT], exp.GTE: [exp.GT, exp.LT], exp.LT: [exp.LTE, exp.GT], exp.LTE: [exp.LT, exp.GT],
    exp.And: [exp.Or], exp.Or: [exp.And], exp.Add: [exp.Sub], exp.Sub: [exp.Add], exp.Mul: [exp.Add],
    exp.Div: [exp.Mul], exp.Sum: [exp.Max], exp.Max: [exp.Min], exp.Min: [exp.Max],
    exp.LogicalOr: [exp.LogicalAnd], exp.LogicalAnd: [exp.LogicalOr], exp.Least: [exp.Greatest],
    exp.Greatest: [exp.Least],
}  # fmt: skip
OTHER_JOIN = {"INNER": ["LEFT"], "LEFT": ["INNER"], "FULL": ["LEFT", "RIGHT", "INNER"]}
# Its rows are rendered from the list of metrics, which tests/python/test_metrics.py holds.
RENDERED = ("audit_metrics",)
AMOUNTS = re.compile(r"(_dkk|_no|_rank|year|counted|expected|amount|_count)$")


@dataclass
class Mutant:
    """One slip in a model, at one place or at each place where a macro puts the same."""

    slip: str
    description: str
    places: list[tuple[str, str]] = field(default_factory=list)


def slips_of(node: exp.Expression) -> Iterator[tuple[str, exp.Expression]]:
    """What one node may be broken into."""
    for other in OTHER_CLASS.get(type(node), []):
        yield f"{node.key} -> {other.key}", other(**dict(node.copy().args))
    if isinstance(node, exp.And | exp.Or):
        yield "condition dropped", node.right.copy()
        yield "condition dropped", node.left.copy()
    elif isinstance(node, exp.Not | exp.Lower | exp.Trim | exp.Nullif | exp.Abs | exp.Sign | exp.Filter | exp.Coalesce):
        yield f"{node.key} dropped", node.this.copy()
    elif isinstance(node, exp.Is):
        yield "is null turned", exp.Not(this=exp.Paren(this=node.copy()))
    elif isinstance(node, exp.Between):
        low, high = (exp.GT, exp.LTE), (exp.GTE, exp.LT)
        for one, two in (low, high):
            ends = one(this=node.this.copy(), expression=node.args["low"].copy())
            yield (
                "end of between",
                exp.Paren(
                    this=exp.And(this=ends, expression=two(this=node.this.copy(), expression=node.args["high"].copy()))
                ),
            )
    elif isinstance(node, exp.In) and len(node.expressions) > 1:
        for place in range(len(node.expressions)):
            fewer = node.copy()
            fewer.expressions[place].pop()
            yield "value dropped from in", fewer
    elif isinstance(node, exp.Case):
        yield from slips_of_case(node)
    elif isinstance(node, exp.Boolean):
        yield "boolean flipped", exp.Boolean(this=not node.this)
    elif isinstance(node, exp.Literal):
        yield from slips_of_literal(node)
    elif isinstance(node, exp.Join):
        side = node.args.get("side") or node.args.get("kind") or ""
        for other in OTHER_JOIN.get(side, []):
            changed = node.copy()
            changed.set("side", None if other == "INNER" else other)
            changed.set("kind", "INNER" if other == "INNER" else None)
            yield f"join {side} -> {other}", changed
    elif isinstance(node, exp.Select | exp.Union | exp.Window | exp.Ordered | exp.GroupingSets):
        yield from slips_of_clause(node)


def slips_of_case(node: exp.Case) -> Iterator[tuple[str, exp.Expression]]:
    """A branch or the default of a CASE dropped."""
    for place in range(len(node.args["ifs"])):
        fewer = node.copy()
        fewer.args["ifs"][place].pop()
        yield "case branch dropped", fewer if fewer.args["ifs"] else (node.args.get("default") or exp.Null()).copy()
    if node.args.get("default") and not isinstance(node.args["default"], exp.Null):
        changed = node.copy()
        changed.set("default", None)
        yield "else dropped", changed


def slips_of_literal(node: exp.Literal) -> Iterator[tuple[str, exp.Expression]]:
    """A number off by one, a text with a sign more; types and the words of refusals are no logic."""
    if node.is_string:
        yield "text changed", exp.Literal.string(node.this + "_")
    elif node.this.isdigit() and not isinstance(node.parent, exp.DataTypeParam):
        yield "off by one", exp.Literal.number(int(node.this) + 1)
        if int(node.this) > 0:
            yield "off by one", exp.Literal.number(int(node.this) - 1)


def slips_of_clause(node: exp.Expression) -> Iterator[tuple[str, exp.Expression]]:
    """A clause of a query, a window or an order dropped or turned."""
    changed = node.copy()
    if isinstance(node, exp.Ordered):
        changed.set("desc", not node.args.get("desc"))
        changed.set("nulls_first", False)
        yield "order turned", changed
    elif isinstance(node, exp.Union):
        changed.set("distinct", not node.args.get("distinct"))
        yield "union all and union exchanged", changed
    elif isinstance(node, exp.GroupingSets):
        for place in range(len(node.expressions)):
            fewer = node.copy()
            fewer.expressions[place].pop()
            yield "grouping set dropped", fewer
    elif isinstance(node, exp.Window):
        for name in ("partition_by", "spec"):
            if node.args.get(name):
                fewer = node.copy()
                fewer.set(name, None)
                yield f"window {name} dropped", fewer
    else:
        for name in ("where", "distinct"):
            if node.args.get(name):
                fewer = node.copy()
                fewer.set(name, None)
                yield f"{name} dropped", fewer
        # Where an outer join lets NULL through; of a column that is never NULL a coalesce makes nothing else.
        joins = node.args.get("joins") or []
        outer = {join.alias_or_name for join in joins if join.side in ("LEFT", "FULL")}
        for place, shown in enumerate(node.expressions):
            value = shown.this if isinstance(shown, exp.Alias) else shown
            if isinstance(value, exp.Column) and value.table in outer and AMOUNTS.search(value.name):
                fuller = node.copy()
                filled = exp.Coalesce(this=value.copy(), expressions=[exp.Literal.number(0)])
                fuller.expressions[place].replace(exp.alias_(filled, shown.alias_or_name))
                yield "coalesce added", fuller


def is_wording(node: exp.Expression) -> bool:
    """Whether a text is words for a reader, such as what a refusal expected or a label says: those are no logic."""
    if not (isinstance(node, exp.Literal) and node.is_string):
        return False
    shown = node.find_ancestor(exp.Alias, exp.Select)
    is_label = isinstance(shown, exp.Alias) and shown.alias.endswith(("_da", "_en")) and is_value(node)
    words = re.findall(r"[a-zæøå]{2,}", node.this)
    return is_label or (len(words) > 3 and " " in node.this and "\\" not in node.this)


def is_value(node: exp.Expression) -> bool:
    """Whether a node is what a CASE, or a column without one, gives."""
    around = node.parent
    return isinstance(around, exp.Alias | exp.Case) or (isinstance(around, exp.If) and around.args["true"] is node)


def is_guard(node: exp.Expression) -> bool:
    """Whether a node only decides if a text is refused: not in the value that it guards."""
    path = [node]
    while path[-1].parent is not None:
        path.append(path[-1].parent)
    for place, around in enumerate(path):
        if isinstance(around, exp.Case):
            values = [around.args.get("default"), *[one.args["true"] for one in around.args["ifs"]]]
            guarded = [value for value in values if value is not None and not is_refusal(value)]
            if any(map(is_refusal, values)):
                return not any(value is part for part in path[:place] for value in guarded)
    return False


def is_refusal(node: exp.Expression | None) -> bool:
    """Whether a value is a call of error()."""
    return isinstance(node, exp.Anonymous) and node.name.lower() == "error"


def shape(node: exp.Expression) -> str:
    """A node's SQL without the names of its columns: what a macro makes of each column has one shape."""
    nameless = node.copy().transform(lambda part: exp.column("_") if isinstance(part, exp.Column) else part)
    return re.sub(r"\bERROR\((?:[^()']|'(?:[^']|'')*')*\)", "ERROR()", nameless.sql("duckdb"), flags=re.IGNORECASE)


def enclosing(node: exp.Expression) -> exp.Expression:
    """What a macro made around a node: the trimming of a text, or the whole value of a column."""
    around = node
    while around.parent and not isinstance(around.parent, exp.Select):
        if isinstance(around, exp.Nullif):
            break
        around = around.parent
    return around


def mutants_of(models: dict[str, dict]) -> list[Mutant]:
    """Every mutant of every model, those of one macro in staging put together.

    What decides if a text is refused is left out: the test is_readable asks the same macro before the model does.
    """
    found: dict[tuple, Mutant] = {}
    for key, node in models.items():
        if node["name"] in RENDERED:
            continue
        tree = sqlglot.parse_one(node["compiled_code"], read="duckdb")
        sound = tree.sql("duckdb")
        for part in list(tree.walk()):
            if part is tree or is_wording(part) or is_guard(part):
                continue
            for slip, changed in slips_of(part):
                before, around = part.sql("duckdb"), enclosing(part)
                inside = around is not part
                part.replace(changed)
                description = f"{' '.join(before.split())[:90]} -> {' '.join(changed.sql('duckdb').split())[:90]}"
                code = tree.sql("duckdb")
                own = shape(around if inside else changed) if node["schema"] == "staging" else code
                changed.replace(part)
                if code == sound:
                    continue
                mutant = found.setdefault((slip, own), Mutant(slip, description))
                mutant.places.append((key, code))
    return list(found.values())
