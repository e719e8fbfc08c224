/**
 * The five-minute dependency: a user pool and an identity pool over one embedded or PostgreSQL database.
 *
 * <p>{@link dev.gatehouse.embedded.Gatehouse#builder} takes a folder (SQLite, nothing to install) or any
 * {@link dev.gatehouse.spi.store.Stores}, and opens the pools it is given settings for. Master keys rest in a file of
 * mode 0600 in that folder unless the application brings a {@link dev.gatehouse.spi.key.MasterKeySource} of its own.
 *
 * <p>Nothing runs by itself: call {@link dev.gatehouse.embedded.Gatehouse#maintain} from a scheduler of the application, every second
 * or so; it delivers messages, refreshes the view of revocations and sweeps expired rows within its budget.
 */
@NullMarked
package dev.gatehouse.embedded;

import org.jspecify.annotations.NullMarked;
