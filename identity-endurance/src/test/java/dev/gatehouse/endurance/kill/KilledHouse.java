package dev.gatehouse.endurance.kill;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A process that leads visitors through a pool until it is killed, and prints a line for each step that was
 * acknowledged to them. Its clock stands still: the process that inspects must know what time it was.
 */
final class KilledHouse {
    static final PoolId POOL = new PoolId("local_killed");

    private static final int THREADS = 4;
    private static final int BUDGET = 20;

    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final UserPool pool;
    private final Consumer<String> acknowledgements;

    private KilledHouse(Engine.Open engine, Consumer<String> acknowledgements) {
        this.acknowledgements = acknowledgements;
        this.pool = House.open(House.names(POOL).build(), engine.stores(), engine.clock(), this::receive);
    }

    /** Arguments: engine, address of its database, number of the run, time. */
    public static void main(String[] arguments) {
        int run = Integer.parseInt(arguments[2]);
        Engine.Open engine = Engine.valueOf(arguments[0]).open(arguments[1]);
        engine.clock().set(Instant.parse(arguments[3]));
        // Everything is loaded before the first line, so that the kill falls among many steps.
        new KilledHouse(Engine.MEMORY.open(""), line -> {}).visit(new Visitor(run, THREADS, 0));
        KilledHouse house = new KilledHouse(engine, KilledHouse::print);
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> house.walk(new Visitor(run, number, 0)), "visitor " + i);
            thread.setUncaughtExceptionHandler((failed, e) -> {
                e.printStackTrace(System.err);
                Runtime.getRuntime().halt(1);
            });
            thread.start();
        }
    }

    private void receive(Message message) {
        message.code()
                .ifPresent(code -> codes.put(inbox(message.username(), message.destination()), code.use(String::new)));
    }

    private static String inbox(String username, String address) {
        return username + " " + address;
    }

    private Secret code(String username, String address) {
        String code = codes.remove(inbox(username, address));
        while (code == null) {
            pool.maintenance().run(BUDGET); // another thread may be about to deliver it
            code = codes.remove(inbox(username, address));
        }
        return Secret.of(code);
    }

    private void walk(Visitor first) {
        for (Visitor visitor = first; ; visitor = visitor.next()) {
            visit(visitor);
        }
    }

    private void visit(Visitor visitor) {
        String name = visitor.name();
        String id = pool.signUp()
                .register(House.application(name, Map.of("email", visitor.email())))
                .orElseThrow()
                .user()
                .value();
        acknowledged(visitor, Step.REGISTERED, id);
        pool.signUp()
                .confirm(ConfirmRequest.of(name, code(name, visitor.email())))
                .orElseThrow();
        acknowledged(visitor, Step.CONFIRMED);
        TokenSet tokens = signIn(visitor, Step.SIGNED_IN);
        tokens = pool.sessions().refresh(tokens.refreshToken(), House.WEB).orElseThrow();
        acknowledged(visitor, Step.REFRESHED, tokens);
        move(visitor, tokens);
        if (visitor.signsOut()) {
            pool.sessions().globalSignOut(tokens.accessToken()).orElseThrow();
            acknowledged(visitor, Step.SIGNED_OUT);
        }
        if (visitor.leavesForGood()) {
            TokenSet last = signIn(visitor, Step.RETURNED);
            pool.profile().delete(last.accessToken()).orElseThrow();
            acknowledged(visitor, Step.DELETED);
        }
    }

    private TokenSet signIn(Visitor visitor, Step step) {
        TokenSet tokens = pool.signIn()
                .start(new SignInRequest(
                        AuthFlow.USER_PASSWORD_AUTH, House.WEB, visitor.name(), Secret.of(House.PASSWORD)))
                .orElseThrow();
        acknowledged(visitor, step, tokens);
        return tokens;
    }

    private void move(Visitor visitor, TokenSet tokens) {
        pool.profile()
                .update(tokens.accessToken(), Map.of("email", visitor.nextEmail()), Set.of())
                .orElseThrow();
        Outcome<?> moved =
                pool.profile().verify(tokens.accessToken(), "email", code(visitor.name(), visitor.nextEmail()));
        Optional<ErrorCode> refused = moved.asRefusal().map(Refusal::code);
        // The address is another visitor's, or another is at it and is left alone for a while.
        if (refused.filter(Set.of(ErrorCode.ALIAS_EXISTS, ErrorCode.CONCURRENT_MODIFICATION)::contains)
                .isPresent()) {
            acknowledged(visitor, Step.STAYED);
        } else {
            moved.orElseThrow();
            acknowledged(visitor, Step.MOVED);
        }
    }

    private void acknowledged(Visitor visitor, Step step, TokenSet tokens) {
        acknowledged(
                visitor,
                step,
                tokens.refreshToken().value(),
                tokens.accessToken().value());
    }

    private void acknowledged(Visitor visitor, Step step, String... values) {
        acknowledgements.accept(new Ack(visitor, step, List.of(values)).line());
    }

    private static void print(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
