/** One contract for every binding. */
@NullMarked
package dev.gatehouse.web.binding;

import org.jspecify.annotations.NullMarked;
