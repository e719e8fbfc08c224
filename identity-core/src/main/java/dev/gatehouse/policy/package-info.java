/** IAM policies: documents, compilation, and evaluation that explains itself. */
@NullMarked
package dev.gatehouse.policy;

import org.jspecify.annotations.NullMarked;
