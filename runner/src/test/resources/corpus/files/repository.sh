#!/bin/sh
# Makes a repository with one commit.
set -e
git init -q -b main "$1"
cd "$1"
echo hello >readme
git add readme
git -c user.name=corpus -c user.email=corpus@example.org commit -qm "Add a readme"
