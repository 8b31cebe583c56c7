# The .mig files here are the projects' own; the tests are beside the projects.
config.suffixes = {".test"}
