# Functions for reads and effects on units, users, packages and the kernel.
