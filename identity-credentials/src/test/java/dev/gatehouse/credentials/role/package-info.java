/** Tests of roles, shared policies, mappings and tags. */
@NullMarked
package dev.gatehouse.credentials.role;

import org.jspecify.annotations.NullMarked;
