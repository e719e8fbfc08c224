/** The reference service's pages, read as data: what the model is generated from and what conformance is judged by. */
@NullMarked
package dev.gatehouse.web.wire.reference;

import org.jspecify.annotations.NullMarked;
