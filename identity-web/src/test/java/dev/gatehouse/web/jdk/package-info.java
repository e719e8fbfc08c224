/** Tests of the binding to the JDK's server. */
@NullMarked
package dev.gatehouse.web.jdk;

import org.jspecify.annotations.NullMarked;
