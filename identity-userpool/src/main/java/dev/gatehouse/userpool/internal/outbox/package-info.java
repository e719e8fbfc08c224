/**
 * Messages between a flow and its sender. A flow puts an {@link dev.gatehouse.userpool.internal.outbox.Intent}: who
 * gets which kind of message, sealed; for a user that is absent or may get nothing it puts a decoy, with the same
 * verbs. {@link dev.gatehouse.userpool.internal.outbox.Delivery}, called by maintenance, mints the code and hands the
 * message to the sender, at least once. The message of a flow in the caller's transaction is counted against its limit
 * by delivery, every other one by its flow. No flow waits for a sender and no failure to send is shown. Not exported.
 */
@NullMarked
package dev.gatehouse.userpool.internal.outbox;

import org.jspecify.annotations.NullMarked;
