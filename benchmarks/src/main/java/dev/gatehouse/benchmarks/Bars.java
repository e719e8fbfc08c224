package dev.gatehouse.benchmarks;

import java.util.List;
import java.util.Locale;

/** Bars of processor time over the floor's, as SVG. */
final class Bars {
    private static final int LABEL = 160;
    private static final int LONGEST = 480;
    private static final int ROW = 16;
    private static final int GAP = 28;
    private static final int WIDTH = LABEL + LONGEST + 80;

    private Bars() {}

    /** Draws one group of bars for each subject; within a group the longest bar is the slowest method. */
    static String of(Ratios ratios, List<String> subjects) {
        StringBuilder body = new StringBuilder();
        int y = 0;
        for (String subject : subjects) {
            y += GAP;
            body.append("<text x=\"0\" y=\"%d\" font-weight=\"bold\">%s: CPU time over the floor's</text>%n"
                    .formatted(y - 6, subject));
            List<String> methods = ratios.methods(subject);
            double longest = methods.stream()
                    .mapToDouble(method -> ratios.ratio(subject, method))
                    .max()
                    .orElse(1);
            for (String method : methods) {
                double ratio = ratios.ratio(subject, method);
                body.append(bar(y, method, ratio, ratio / longest));
                y += ROW;
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(WIDTH, y + GAP, body);
    }

    private static String bar(int y, String method, double ratio, double share) {
        String colour = method.startsWith(Ratios.FLOOR) ? "#999" : method.startsWith(Ratios.OURS) ? "#1a6" : "#57c";
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%.2f</text>%n",
                LABEL - 6,
                y + 11,
                method,
                LABEL,
                y + 2,
                Math.max(1, share * LONGEST),
                ROW - 4,
                colour,
                LABEL + Math.max(1, share * LONGEST) + 4,
                y + 11,
                ratio);
    }
}
