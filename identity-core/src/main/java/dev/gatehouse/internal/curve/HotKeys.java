package dev.gatehouse.internal.curve;

import dev.gatehouse.internal.signature.SignatureVerification;
import dev.gatehouse.internal.signature.VerificationChoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The few keys that have tables. A key asks for one whenever it has verified so many tokens since the tables were last
 * shared out; when all places are taken it gets that of the key that verified the fewest since then, if that is fewer
 * than its own. Thread-safe; its lock is held for a few comparisons, never while a table is computed.
 */
public final class HotKeys implements VerificationChoice {
    private final Executor executor;
    private final int afterTokens;
    private final int maxKeys;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<KeyUse> places = new ArrayList<>();

    /**
     * Makes a set without any table yet.
     *
     * @param executor computes tables, 10 to 100 ms each; one that refuses only delays them
     * @param afterTokens how many good signatures make a key ask for a table, at least 1
     * @param maxKeys how many tables there are at most, at least 1
     */
    public HotKeys(Executor executor, int afterTokens, int maxKeys) {
        this.executor = executor;
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

    /** Returns how many keys have a table or will have one soon. */
    public int size() {
        lock.lock();
        try {
            return places.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isHot(KeyUse use) {
        return use.count() >= afterTokens;
    }

    /**
     * Has the table of a hot key computed if there is a place for it.
     *
     * @param example a good signature, which the table must accept before it is used
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
            if (!takePlace(use)) {
                return use;
            }
        } finally {
            lock.unlock();
        }
        try {
            executor.execute(() -> compute(use, example));
        } catch (RejectedExecutionException e) {
            // No table for now: the key asks again after as many tokens more.
            leave(use);
        }
        return use;
    }

    private boolean takePlace(KeyUse use) {
        if (places.size() >= maxKeys) {
            KeyUse idlest =
                    places.stream().min(Comparator.comparingLong(KeyUse::count)).orElseThrow();
            boolean busier = use.count() > idlest.count();
            places.forEach(KeyUse::startCounting);
            if (!busier) {
                use.startCounting();
                return false;
            }
            places.remove(idlest);
            idlest.withdraw();
        }
        use.startCounting();
        places.add(use);
        return true;
    }

    private void compute(KeyUse use, SignatureExample example) {
        boolean sound = false;
        try {
            VerificationTable table = use.compute().filter(example::agrees).orElse(null);
            sound = table != null;
            lock.lock();
            try {
                // Another key may have taken the place in the meantime.
                if (table != null && places.contains(use)) {
                    use.publish(table);
                }
            } finally {
                lock.unlock();
            }
        } finally {
            if (!sound) {
                giveUp(use);
            }
        }
    }

    /** Takes the place away from a key whose table is not to be used, now or ever again. */
    void giveUp(KeyUse use) {
        use.forbid();
        leave(use);
    }

    private void leave(KeyUse use) {
        lock.lock();
        try {
            places.remove(use);
            use.withdraw();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "HotKeys[" + size() + " of " + maxKeys + "]";
    }
}
