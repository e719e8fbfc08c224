/** The samples of {@code docs/features} about HTTP faces, compiled and run; the module {@code gatehouse} compares them. */
@NullMarked
package dev.gatehouse.web.docs;

import org.jspecify.annotations.NullMarked;
