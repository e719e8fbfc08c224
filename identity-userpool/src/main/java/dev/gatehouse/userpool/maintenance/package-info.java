/**
 * What a pool needs done now and then. The library has no thread of its own: the application's scheduler calls {@link
 * dev.gatehouse.userpool.maintenance.Maintenance#run} on every node, every second or so, as messages wait for it.
 *
 * <ol>
 *   <li>messages in the outbox are delivered;
 *   <li>the view of revocations is refreshed;
 *   <li>signing keys are made and dropped when due, and other nodes' keys are read;
 *   <li>deletions that a process died in are finished;
 *   <li>claims on names that nobody honours, and passwords of users that never came to be, are removed: first the
 *       would-be user's row is fenced, so that a flow which is only slow loses instead of committing without them;
 *   <li>expired rows are swept: later than their expiry by the greatest clock difference and 15 minutes, and token
 *       families a day later still, as long as an access token may outlive them.
 * </ol>
 *
 * <p>Each step looks at no more rows than the budget and goes on where it stopped. All nodes may run at once: every
 * write is conditional, and every step may be repeated from any point. A step that fails does not stop the others; the
 * first failure is thrown when all have had their turn.
 */
@NullMarked
package dev.gatehouse.userpool.maintenance;

import org.jspecify.annotations.NullMarked;
