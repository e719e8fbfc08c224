package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.wire.model.WireOperation;
import dev.gatehouse.web.wire.reference.ConformanceCases;
import dev.gatehouse.web.wire.reference.ConformanceCases.Case;
import dev.gatehouse.web.wire.reference.ReferenceOperation;
import dev.gatehouse.web.wire.reference.ReferencePages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation that is served, put to the reference's pages: each required member missing, each constraint broken at
 * both edges and kept at both, each wrong JSON type. What is refused has changed nothing.
 */
class WireConformanceTest {
    private static final Catalogues CATALOGUES = new Catalogues();

    private record Served(String service, ReferenceOperation operation) {
        ConformanceCases cases() {
            return ConformanceCases.of(service, operation);
        }
    }

    private static List<Served> served() {
        List<Served> served = new ArrayList<>();
        for (String service : ReferencePages.SERVICES) {
            ReferencePages.operations(service).values().stream()
                    .filter(operation -> CATALOGUES
                            .action(WireBench.operation(service, operation.name()))
                            .isPresent())
                    .map(operation -> new Served(service, operation))
                    .forEach(served::add);
        }
        return served;
    }

    @TestFactory
    Stream<DynamicTest> every_constraint_of_every_operation() {
        WireBench bench = new WireBench();
        return served().stream()
                .map(served -> DynamicTest.dynamicTest(
                        served.service() + ":" + served.operation().name(), () -> {
                            List<String> wrong = new ArrayList<>();
                            for (Case given : served.cases().cases()) {
                                judge(bench, served, given, wrong);
                            }
                            assertThat(wrong).isEmpty();
                        }));
    }

    private static void judge(WireBench bench, Served served, Case given, List<String> wrong) {
        WireOperation operation =
                WireBench.operation(served.service(), served.operation().name());
        bench.writes.clear();
        Reply reply = bench.call(operation, given.input());
        String told = reply.status() + " " + reply.error() + " " + reply.message();
        boolean violation = reply.message().contains("validation error");
        boolean right = switch (given.expected()) {
            case VALID -> reply.status() < 500 && !violation && !reply.error().equals("SerializationException");
            case VIOLATION ->
                reply.status() == 400
                        && reply.error().equals("InvalidParameterException")
                        && violation
                        && bench.writes.isEmpty();
            case WRONG_TYPE ->
                reply.status() == 400 && reply.error().equals("SerializationException") && bench.writes.isEmpty();
        };
        if (!right) {
            wrong.add(given.name() + " expects " + given.expected() + " but was " + told + " " + bench.writes);
        }
    }

    @Test
    void no_case_is_skipped_silently() {
        List<ConformanceCases> all = served().stream().map(Served::cases).toList();

        assertThat(all).hasSize(82);
        assertThat(all.stream().mapToInt(one -> one.cases().size()).sum()).isEqualTo(8_159);
        assertThat(all.stream().flatMap(one -> one.withoutShortest().stream()).collect(Collectors.toSet()))
                .as("their patterns ask for more than their least length")
                .containsExactlyInAnyOrder(
                        "ArnType",
                        "DeviceKeyType",
                        "EncryptionKeyArnType",
                        "IdentityId",
                        "IdentityPoolId",
                        "RoleType",
                        "UserPoolIdType");
        assertThat(all.stream().flatMap(one -> one.withoutLongest().stream()).collect(Collectors.toSet()))
                .as("their patterns end before their greatest length")
                .containsExactlyInAnyOrder("RoleType");
    }
}
