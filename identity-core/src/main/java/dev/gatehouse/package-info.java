/** The vocabulary that every other module speaks: identifiers, secrets, refusals, outcomes and pages. */
@NullMarked
package dev.gatehouse;

import org.jspecify.annotations.NullMarked;
