/** The demonstration: pools, users and a page of commands that work. */
@NullMarked
package dev.gatehouse.examples.server.demo;

import org.jspecify.annotations.NullMarked;
