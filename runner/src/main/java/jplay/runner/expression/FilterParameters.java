package jplay.runner.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of filters' parameters, so that an argument which no filter looks at is an error. */
final class FilterParameters {
    /** A filter with a star takes what it is given; one that is not here takes no named arguments. */
    private static final String TABLE = """
            attr name
            b64decode encoding
            b64encode encoding
            batch linecount fill_with
            center width
            cidr_merge action
            combinations r
            combine recursive list_merge
            comment style newline decoration beginning end prefix prefix_count postfix postfix_count
            d default_value boolean
            default default_value boolean
            dict *
            dict2items key_name value_name
            dict_kv key
            dictsort case_sensitive by reverse
            difference b
            extract container morekeys
            filesizeformat binary
            flatten levels skip_nulls
            float default
            format *
            from_csv dialect fieldnames delimiter skipinitialspace strict
            groupby attribute default case_sensitive
            groupby_as_dict attribute
            hash hashtype
            human_readable isbits unit
            human_to_bytes default_unit isbits
            hwaddr query
            indent width first blank
            int default base
            intersect b
            ip4_hex delimiter
            ipaddr query version
            ipmath amount
            ipsubnet query index
            ipv4 query
            ipv6 query
            ipwrap query
            items2dict key_name value_name
            join d attribute
            json_query expr
            keep_keys target matching_parameter
            lists_mergeby index recursive list_merge
            log base
            macaddr query
            mandatory msg
            map *
            max case_sensitive attribute
            min case_sensitive attribute
            vault secret salt vault_id vaultid wrap_object
            unvault secret vault_id vaultid
            network_in_network test
            network_in_usable test
            next_nth_usable offset
            nthhost query
            password_hash hashtype salt salt_size rounds
            permutations r
            pow y
            previous_nth_usable offset
            product repeat
            random start step seed
            random_mac seed
            reduce_on_network network
            regex_escape re_type
            regex_findall regex multiline ignorecase
            regex_replace pattern replacement ignorecase multiline count
            regex_search regex multiline ignorecase
            reject *
            rejectattr *
            rekey_on_member key duplicates
            relpath start
            remove_keys target matching_parameter
            replace old new count
            replace_keys target matching_parameter
            root base
            round precision method
            select *
            selectattr *
            shuffle seed
            slaac query
            slice slices fill_with
            sort reverse case_sensitive attribute
            split sep maxsplit
            strftime second utc
            subelements subelements skip_missing
            sum attribute start
            symmetric_difference b
            ternary true_val false_val none_val
            to_datetime format
            to_days year month
            to_hours year month
            to_json indent sort_keys separators ensure_ascii
            to_milliseconds year month
            to_minutes year month
            to_months year month
            to_nice_json indent sort_keys separators ensure_ascii
            to_nice_yaml indent width sort_keys default_flow_style explicit_start
            to_seconds year month
            to_time_unit unit year month
            to_uuid namespace
            to_weeks year month
            to_yaml indent width sort_keys default_flow_style explicit_start
            to_years year month
            tojson indent
            trim chars
            truncate length killwords end leeway
            unicode_normalize form
            union b
            unique case_sensitive attribute
            urlsplit query
            unvault secret vaultid
            vault secret salt vaultid wrap_object
            version_sort reverse
            wordwrap width break_long_words wrapstring break_on_hyphens
            xmlattr autospace
            zip strict
            zip_longest fillvalue
            """;
    private static final Map<String, List<String>> NAMES = read();

    private FilterParameters() {}

    private static Map<String, List<String>> read() {
        Map<String, List<String>> names = new HashMap<>();
        TABLE.lines().map(line -> List.of(line.split(" "))).forEach(words -> names.put(words.get(0), words.subList(1, words.size())));
        return names;
    }

    /** Fails if an argument has a name that the filter does not know. */
    static void check(String filter, Args args) {
        if (args.named().isEmpty()) {
            return;
        }
        List<String> known = NAMES.getOrDefault(filter, List.of());
        for (String name : args.named().keySet()) {
            if (!known.contains(name) && !known.contains("*")) {
                if (filter.equals("combine")) {
                    throw new ExpressionException("'recursive' and 'list_merge' are the only valid keyword arguments, not '" + name + "'");
                }
                throw new ExpressionException("takes no argument '" + name + "'" + CloseNames.suggestion(name, known));
            }
        }
    }
}
