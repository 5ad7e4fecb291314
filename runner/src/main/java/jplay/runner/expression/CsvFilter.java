package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filter {@code from_csv}: a list of dicts. */
final class CsvFilter {
    private CsvFilter() {}

    static Object read(@Nullable Object value, Args a) {
        String dialect = a.text(0, "dialect", "excel");
        if (!List.of("excel", "excel-tab", "unix").contains(dialect)) {
            throw new ExpressionException("dialect is 'excel', 'excel-tab' or 'unix', not '" + dialect + "'");
        }
        Object delimiter = a.get(2, "delimiter");
        char mark = delimiter != null ? Values.str(delimiter).charAt(0) : dialect.equals("excel-tab") ? '\t' : ',';
        boolean skip = a.flag(3, "skipinitialspace", false);
        List<List<String>> rows = rows(Values.str(value), mark, skip);
        Object names = a.get(1, "fieldnames");
        List<?> header = names != null ? Values.list(names) : rows.isEmpty() ? List.of() : rows.remove(0);
        List<@Nullable Object> result = new ArrayList<>();
        for (List<String> row : rows) {
            Map<@Nullable Object, @Nullable Object> entry = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                entry.put(header.get(i), i < row.size() ? row.get(i) : null);
            }
            result.add(entry);
        }
        return result;
    }

    /** A quoted cell may go over several lines. */
    private static List<List<String>> rows(String text, char mark, boolean skip) {
        List<List<String>> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        for (Object line : Texts.lines(text, false)) {
            row.append(row.isEmpty() ? "" : "\n").append(Values.str(line));
            if (row.chars().filter(c -> c == '"').count() % 2 == 0) {
                String record = skip ? row.toString().replaceAll("(?<=" + java.util.regex.Pattern.quote(String.valueOf(mark)) + ") +", "") : row.toString();
                if (!record.isEmpty()) {
                    rows.add(TableLookups.cells(record, mark));
                }
                row.setLength(0);
            }
        }
        return rows;
    }
}
