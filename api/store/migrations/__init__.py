"""The store's migrations, one module for each change of the tables."""
