/**
 * One decision beside other policy engines: the same rules, the same question, loaded once, asked again and again. Rule
 * {@code i} of {@code n} lets the caller read one user's folder; the question is about the last one's.
 */
@NullMarked
package dev.gatehouse.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
