/** The command line. Exit status 0: done; 1: refused; 2: a wrong option or configuration; 3: the database or a key is away. */
@NullMarked
package dev.gatehouse.examples.server.command;

import org.jspecify.annotations.NullMarked;
