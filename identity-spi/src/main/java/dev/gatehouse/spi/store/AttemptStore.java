package dev.gatehouse.spi.store;

import dev.gatehouse.throttle.AttemptState;

/** Counters of attempts, judged by {@link dev.gatehouse.throttle.Throttle}. */
public interface AttemptStore extends RowStore<AttemptKey, AttemptState> {}
