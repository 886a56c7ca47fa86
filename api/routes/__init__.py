"""The routes: one module for each subject's pages, and the JSON API."""
