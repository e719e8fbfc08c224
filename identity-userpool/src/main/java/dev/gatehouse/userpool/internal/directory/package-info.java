/** From names to users: canonical names, claims, and the take-over of claims that do not count. Not exported. */
@NullMarked
package dev.gatehouse.userpool.internal.directory;

import org.jspecify.annotations.NullMarked;
