/** A key-value table that speaks DynamoDB's JSON protocol, behind a credential guard. */
@NullMarked
package dev.gatehouse.examples.table.server;

import org.jspecify.annotations.NullMarked;
