package dev.gatehouse.endurance.faulty;

import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FaultyStores;
import java.util.function.Supplier;

/** A way to break a store or the protocol above it, and the flow that must notice. */
enum Mutation {
    /** Every caller gets a name. */
    TWO_OWNERS("contest for a user name") {
        @Override
        Object answer(StoreVerb verb, Supplier<Object> proceed) {
            return verb.toString().equals("aliases.insert") ? say(true, proceed) : proceed.get();
        }
    },
    /** Every caller of a verified address gets it. */
    TWO_OWNERS_OF_AN_ADDRESS("confirm") {
        @Override
        Object answer(StoreVerb verb, Supplier<Object> proceed) {
            return verb.toString().equals("aliases.insert") ? say(true, proceed) : proceed.get();
        }
    },
    /** A code can be used twice. */
    TWO_TAKERS("recovery") {
        @Override
        Object answer(StoreVerb verb, Supplier<Object> proceed) {
            return verb.store().equals("oneTimes") && verb.isWrite() ? say(true, proceed) : proceed.get();
        }
    },
    /** A refresh token has two successors. */
    TWO_ROTATIONS("contest for a refresh that is not forgiven") {
        @Override
        Object answer(StoreVerb verb, Supplier<Object> proceed) {
            return verb.toString().equals("tokenFamilies.replace") ? say(true, proceed) : proceed.get();
        }
    },
    /** Whoever lost a race for a user's row is told that it won: an update is lost. */
    LOST_UPDATE("admin update attributes") {
        @Override
        Object answer(StoreVerb verb, Supplier<Object> proceed) {
            return verb.toString().equals("users.replace") ? say(true, proceed) : proceed.get();
        }
    },
    /** An acknowledged write is not there. */
    LOST_WRITE("change e-mail, verify") {
        @Override
        Object answer(StoreVerb verb, Supplier<Object> proceed) {
            return verb.toString().equals("users.replace") ? true : proceed.get();
        }
    },
    /** A revocation is acknowledged and forgotten. */
    LOST_REVOCATION("revoke") {
        @Override
        Object answer(StoreVerb verb, Supplier<Object> proceed) {
            return verb.toString().equals("tokenFamilies.revoke") ? true : proceed.get();
        }
    },
    /** An unknown outcome is taken for a success. */
    UNKNOWN_IS_DONE("confirm") {
        @Override
        Object answer(StoreVerb verb, Supplier<Object> proceed) {
            return unknownIs(true, verb, proceed);
        }
    },
    /** An unknown outcome is taken for a refusal. */
    UNKNOWN_IS_REFUSED("register, user name") {
        @Override
        Object answer(StoreVerb verb, Supplier<Object> proceed) {
            return unknownIs(false, verb, proceed);
        }
    };

    final String flow;

    Mutation(String flow) {
        this.flow = flow;
    }

    /** Answers a verb of an actor. */
    abstract Object answer(StoreVerb verb, Supplier<Object> proceed);

    /** Returns the stores with this defect, while actors run. */
    Stores of(FaultyStores faulty, Stores stores) {
        return InterceptedStores.around(stores, new StoreInterceptor() {
            @Override
            @SuppressWarnings("unchecked") // the answer is the verb's own, or a boolean of a verb that answers so
            public <T> T call(StoreVerb verb, Supplier<T> proceed) {
                return faulty.isActor() ? (T) answer(verb, (Supplier<Object>) proceed) : proceed.get();
            }
        });
    }

    private static Object say(boolean answer, Supplier<Object> proceed) {
        Object unused = proceed.get();
        return answer;
    }

    private static Object unknownIs(boolean answer, StoreVerb verb, Supplier<Object> proceed) {
        if (!verb.choosesWinner()) {
            return proceed.get();
        }
        try {
            return proceed.get();
        } catch (StoreException e) {
            return answer;
        }
    }
}
