#!/bin/sh
# WANT_JSON
sed 's/^/{"changed": true, "got": /; s/$/}/' "$1"
