#!/bin/sh
echo no; exit 4
