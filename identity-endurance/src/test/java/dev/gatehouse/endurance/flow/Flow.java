package dev.gatehouse.endurance.flow;

import dev.gatehouse.endurance.support.Engine;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A flow and how its world is made. One list serves crashes, races and seeded runs. */
public record Flow(String name, Function<Engine.Open, World<?>> world) {
    /** Returns every flow that writes. */
    public static List<Flow> all() {
        return Stream.of(
                        SignUpFlows.all(),
                        SessionFlows.all(),
                        AccountFlows.all(),
                        PasswordFlows.all(),
                        GroupFlows.all(),
                        IdentityFlows.all(),
                        DirectoryFlows.all(),
                        Contest.flows())
                .flatMap(List::stream)
                .toList();
    }
}
