"""Fits the stance model on labelled passages; needs the extra ``[train]``."""
