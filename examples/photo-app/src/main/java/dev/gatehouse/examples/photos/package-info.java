/** The photo app: an HTTP server that embeds the library, and a story that plays it end to end. */
@NullMarked
package dev.gatehouse.examples.photos;

import org.jspecify.annotations.NullMarked;
