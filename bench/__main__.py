import sys

from bench.command import main

main(sys.argv[1:])
