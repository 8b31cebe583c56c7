# The cases are run by test/Migrate/EditsTest.cpp: README.md.
config.suffixes = set()
