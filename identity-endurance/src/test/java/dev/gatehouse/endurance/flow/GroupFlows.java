package dev.gatehouse.endurance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Outcome;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.user.Group;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.group.GroupChange;
import java.util.List;
import java.util.Optional;

/** Being added to a group, taken out of it, and the group's end. */
final class GroupFlows {
    private static final String GROUP = "editors";

    private GroupFlows() {}

    static List<Flow> all() {
        return List.of(
                new Flow("add to group", Add::new),
                new Flow("remove from group", Remove::new),
                new Flow("delete group", Delete::new));
    }

    /** A pool in which Anna is, and the group. */
    private abstract static class GroupWorld extends World<Object> {
        GroupWorld(Engine.Open engine) {
            super(House.of(House.names(engine), engine));
            house.member("anna", ANNA);
            make();
        }

        final void make() {
            house.pool.groups().create(GROUP, GroupChange.builder().build()).orElseThrow();
        }

        final boolean isIn() {
            return house.pool.groups().ofUser("anna").orElseThrow().stream()
                    .map(Group::name)
                    .anyMatch(GROUP::equals);
        }

        final boolean isListed() {
            return house.pool.groups().members(GROUP, Optional.empty(), 60).orElseThrow().items().stream()
                    .map(User::username)
                    .anyMatch("anna"::equals);
        }

        final Outcome<Object> add(House node) {
            return node.pool.groups().add("anna", GROUP).map(done -> done);
        }

        final Outcome<Object> remove(House node) {
            return node.pool.groups().remove("anna", GROUP).map(done -> done);
        }
    }

    private static final class Add extends GroupWorld {
        Add(Engine.Open engine) {
            super(engine);
        }

        @Override
        Outcome<Object> run(House node) {
            return add(node);
        }

        @Override
        Outcome<?> compete(House node) {
            return remove(node);
        }

        @Override
        void check() {
            assertThat(isListed()).isEqualTo(isIn());
            if (acknowledged() && !isContested()) { // else it was taken out again
                assertThat(isIn()).isTrue();
            }
            add(house).orElseThrow();
            assertThat(isIn()).isTrue();
            assertThat(isListed()).isTrue();
        }
    }

    private static final class Remove extends GroupWorld {
        Remove(Engine.Open engine) {
            super(engine);
            add(house).orElseThrow();
        }

        @Override
        Outcome<Object> run(House node) {
            return remove(node);
        }

        @Override
        Outcome<?> compete(House node) {
            return add(node);
        }

        @Override
        void check() {
            assertThat(isListed()).isEqualTo(isIn());
            remove(house).orElseThrow();
            assertThat(isIn()).isFalse();
            assertThat(isListed()).isFalse();
        }
    }

    private static final class Delete extends GroupWorld {
        Delete(Engine.Open engine) {
            super(engine);
            add(house).orElseThrow();
        }

        @Override
        Outcome<Object> run(House node) {
            return node.pool.groups().delete(GROUP).map(done -> done);
        }

        @Override
        Outcome<?> compete(House node) {
            Outcome<?> made =
                    node.pool.groups().create("readers", GroupChange.builder().build());
            return House.won(made) ? node.pool.groups().add("anna", "readers") : made;
        }

        @Override
        void check() {
            boolean there = house.pool.groups().get(GROUP).asRefusal().isEmpty();
            if (acknowledged()) {
                assertThat(there).isFalse();
            }
            assertThat(isIn()).isEqualTo(there);
            if (there) {
                house.pool.groups().delete(GROUP).orElseThrow();
            }
            house.pool.maintenance().run(1_000);
            make();
            assertThat(isIn()).isFalse();
            assertThat(isListed()).isFalse();
            assertThat(house.user("anna")).isPresent();
        }
    }
}
