/** Where photos rest: whole or not at all. */
@NullMarked
package dev.gatehouse.examples.photos.store;

import org.jspecify.annotations.NullMarked;
