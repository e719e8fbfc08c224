package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one action, or of one service's patterns, found by the plain text that their resources start with: a
 * radix tree whose walk visits only the statements whose text the request's resource starts with. Few statements are
 * visited one by one, in their order.
 */
final class ResourceIndex {
    /** Up to this many resources a list is as fast as a tree and keeps the order of the documents. */
    private static final int FEW = 8;

    private final List<Candidate> few;
    private final Node root = new Node("");

    /** A statement to look at; {@code resource} is the one of its resources to compare, or none for all that it says. */
    record Candidate(StatementIndex.Entry entry, List<Template> resource) {
        /** Returns whether the resource matches; principal and conditions are not looked at. */
        boolean matchesResource(AuthorizationRequest request) {
            return resource.isEmpty()
                    ? entry.statement().matchesResource(request)
                    : resource.get(0).match(request.resource(), request) == Match.YES;
        }
    }

    /** A place in the tree: the text of the edge to it, what stands here, and the next places by their first character. */
    private static final class Node {
        private String edge;
        private List<Candidate> here = new ArrayList<>(1);
        private int[] firsts = {};
        private Node[] next = {};

        Node(String edge) {
            this.edge = edge;
        }

        int find(int first) {
            return Arrays.binarySearch(firsts, first);
        }

        Node append(String text) {
            Node added = new Node(text);
            int place = -find(text.charAt(0)) - 1;
            int[] moreFirsts = Arrays.copyOf(firsts, firsts.length + 1);
            Node[] moreNext = Arrays.copyOf(next, next.length + 1);
            System.arraycopy(firsts, place, moreFirsts, place + 1, firsts.length - place);
            System.arraycopy(next, place, moreNext, place + 1, next.length - place);
            moreFirsts[place] = text.charAt(0);
            moreNext[place] = added;
            firsts = moreFirsts;
            next = moreNext;
            return added;
        }

        /** Cuts the edge to this place, so that a place stands after its first {@code length} characters. */
        void split(int length) {
            Node rest = new Node(edge.substring(length));
            rest.here = here;
            rest.firsts = firsts;
            rest.next = next;
            edge = edge.substring(0, length);
            here = new ArrayList<>(1);
            firsts = new int[] {rest.edge.charAt(0)};
            next = new Node[] {rest};
        }
    }

    ResourceIndex(List<StatementIndex.Entry> entries) {
        long resources = 0;
        for (StatementIndex.Entry entry : entries) {
            resources += Math.max(1, entry.statement().resources().templates().size());
        }
        if (resources <= FEW) {
            this.few = entries.stream()
                    .map(entry -> new Candidate(entry, List.of()))
                    .toList();
            return;
        }
        this.few = List.of();
        for (StatementIndex.Entry entry : entries) {
            Statement.Element element = entry.statement().resources();
            if (element.negated() || element.templates().isEmpty()) {
                root.here.add(new Candidate(entry, List.of()));
            } else {
                element.templates()
                        .forEach(
                                template -> place(template.prefix()).here.add(new Candidate(entry, List.of(template))));
            }
        }
    }

    /** Returns what {@code layer} makes of {@code before} and the statements here; the walk ends at a deny. */
    StatementIndex.@Nullable Entry search(
            StatementIndex layer,
            boolean actionMatches,
            AuthorizationRequest request,
            StatementIndex.@Nullable Entry before) {
        StatementIndex.Entry best = visit(few, layer, actionMatches, request, before);
        String resource = request.resource();
        Node node = root;
        int at = 0;
        while (!StatementIndex.isDeny(best)) {
            best = visit(node.here, layer, actionMatches, request, best);
            int child = at < resource.length() ? node.find(resource.charAt(at)) : -1;
            if (child < 0) {
                break;
            }
            node = node.next[child];
            if (!resource.startsWith(node.edge, at)) {
                break;
            }
            at += node.edge.length();
        }
        return best;
    }

    private static StatementIndex.@Nullable Entry visit(
            List<Candidate> candidates,
            StatementIndex layer,
            boolean actionMatches,
            AuthorizationRequest request,
            StatementIndex.@Nullable Entry before) {
        StatementIndex.Entry best = before;
        for (int i = 0; i < candidates.size() && !StatementIndex.isDeny(best); i++) {
            best = layer.consider(candidates.get(i), actionMatches, request, best);
        }
        return best;
    }

    private Node place(String prefix) {
        Node node = root;
        int at = 0;
        while (at < prefix.length()) {
            int child = node.find(prefix.charAt(at));
            if (child < 0) {
                return node.append(prefix.substring(at));
            }
            node = node.next[child];
            int common = common(node.edge, prefix, at);
            if (common < node.edge.length()) {
                node.split(common);
            }
            at += common;
        }
        return node;
    }

    private static int common(String edge, String text, int from) {
        int length = Math.min(edge.length(), text.length() - from);
        int count = 0;
        while (count < length && edge.charAt(count) == text.charAt(from + count)) {
            count++;
        }
        return count;
    }
}
