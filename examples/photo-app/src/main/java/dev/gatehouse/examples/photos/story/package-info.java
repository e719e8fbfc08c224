/** The story: real clients over HTTP, step by step, each with what it proved. */
@NullMarked
package dev.gatehouse.examples.photos.story;

import org.jspecify.annotations.NullMarked;
