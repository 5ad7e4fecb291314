#!/bin/sh
echo from a role
