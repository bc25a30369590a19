"""Real failures of a publish: builds that are killed, readers meanwhile, power cuts."""
