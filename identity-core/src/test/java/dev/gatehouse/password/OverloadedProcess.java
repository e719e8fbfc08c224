package dev.gatehouse.password;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The process of {@link HashOverloadTest}: so many callers hash at once, 8 MiB each, within so large a budget. */
final class OverloadedProcess {
    private OverloadedProcess() {}

    /** Says how each call ended; the status is 1 if one ended otherwise than hashed or refused. */
    public static void main(String[] args) throws InterruptedException {
        int callers = Integer.parseInt(args[0]);
        PasswordHasher hasher = PasswordHasher.builder(new SecureRandom())
                .cost(8 * 1024, 1, 1)
                .memoryBudgetKib(Integer.parseInt(args[1]))
                .maxConcurrent(callers)
                .maxWaiting(callers / 2)
                .maxWait(Duration.ofMillis(500))
                .build();
        List<Callable<Outcome<PasswordHash>>> calls = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            calls.add(() -> hasher.hash(Secret.of("one of sixty passwords")));
        }
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        int hashed = 0;
        int refused = 0;
        for (Future<Outcome<PasswordHash>> call : threads.invokeAll(calls)) {
            try {
                boolean refusal = call.get()
                        .asRefusal()
                        .filter(reason -> reason.code() == ErrorCode.TOO_MANY_REQUESTS)
                        .isPresent();
                hashed += refusal ? 0 : 1;
                refused += refusal ? 1 : 0;
            } catch (ExecutionException e) {
                System.out.println(e.getCause());
            }
        }
        threads.shutdown();
        System.out.println("hashed " + hashed + ", refused " + refused + ", hashed + refused = " + (hashed + refused));
        System.exit(hashed + refused == callers ? 0 : 1);
    }
}
