package dev.gatehouse.internal.curve;

import dev.gatehouse.internal.signature.SignatureVerification;
import dev.gatehouse.internal.signature.VerificationChoice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The few keys that have tables. A key asks for one when it has verified so many tokens. When all places are taken it
 * asks again after as many more, and takes the place of a key that verified at most half as many in that time; so keys
 * of about the same use do not drive each other out. Tables are computed by whoever calls {@link #maintain}. Thread-safe;
 * its lock is held for a few comparisons, never while a table is computed.
 */
public final class HotKeys implements VerificationChoice {
    private final int afterTokens;
    private final int maxKeys;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<KeyUse> places = new ArrayList<>();
    private final Queue<Order> waiting = new ArrayDeque<>();
    private boolean distrusted;

    /** A table that is to be computed, and a good signature, which it must accept before it is used. */
    private record Order(KeyUse use, SignatureExample example) {}

    /**
     * Makes a set without any table yet.
     *
     * @param afterTokens how many good signatures make a key ask for a table, at least 1
     * @param maxKeys how many tables there are at most, at least 1
     */
    public HotKeys(int afterTokens, int maxKeys) {
        this.afterTokens = afterTokens;
        this.maxKeys = maxKeys;
    }

    @Override
    public SignatureVerification choose(String algorithm, byte[] publicKey, SignatureVerification plain) {
        return switch (algorithm) {
            case "ES256", "EdDSA" -> new HotKey(this, new KeyUse(algorithm, publicKey), plain);
            default -> plain;
        };
    }

    /** Returns how many keys have a table or wait for one. */
    public int size() {
        lock.lock();
        try {
            return places.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isHot(KeyUse use) {
        return use.count() >= afterTokens && !use.hasPlace();
    }

    /**
     * Has a hot key wait for its table if there is a place for it.
     *
     * @param example a good signature
     * @return the use under which this very key is known already, or {@code use}
     */
    KeyUse request(KeyUse use, SignatureExample example) {
        lock.lock();
        try {
            for (KeyUse place : places) {
                if (place.isOf(use)) {
                    return place;
                }
            }
            if (!distrusted && takePlace(use)) {
                waiting.add(new Order(use, example));
            }
            return use;
        } finally {
            lock.unlock();
        }
    }

    private boolean takePlace(KeyUse use) {
        if (places.size() >= maxKeys) {
            KeyUse idler = use.idlerByHalf();
            if (idler == null) {
                use.compareWith(places);
                return false;
            }
            leave(idler);
        }
        places.add(use);
        use.takePlace();
        return true;
    }

    /** Computes the table that has been waited for longest: 10 to 100 ms of one processor. */
    @Override
    public boolean maintain() {
        Order next = next();
        if (next == null) {
            return false;
        }
        boolean sound = false;
        try {
            VerificationTable table =
                    next.use().compute().filter(next.example()::agrees).orElse(null);
            sound = table != null && publish(next.use(), table);
        } finally {
            if (!sound) {
                giveUp(next.use());
            }
        }
        return true;
    }

    private @Nullable Order next() {
        lock.lock();
        try {
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Another key may have taken the place in the meantime; then the table is not used, and that is no fault of it. */
    private boolean publish(KeyUse use, VerificationTable table) {
        lock.lock();
        try {
            if (places.contains(use)) {
                use.publish(table);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the place away from a key whose table is not to be used, now or ever again. */
    void giveUp(KeyUse use) {
        lock.lock();
        try {
            use.forbid();
            leave(use);
        } finally {
            lock.unlock();
        }
    }

    /** Gives up every table, for good: one has accepted what it should not have. */
    void distrust(KeyUse use) {
        lock.lock();
        try {
            distrusted = true;
            use.forbid();
            leave(use);
            List.copyOf(places).forEach(this::leave);
        } finally {
            lock.unlock();
        }
        LoggerFactory.getLogger(HotKeys.class)
                .error(
                        "A precomputed table judged a signature otherwise than the provider. Its set of tables"
                                + " is not used any more, the provider verifies. Check the machine, and report this to Gatehouse.");
    }

    private void leave(KeyUse use) {
        places.remove(use);
        waiting.removeIf(order -> order.use() == use);
        use.withdraw();
    }

    @Override
    public String toString() {
        return size() + " of " + maxKeys;
    }
}
