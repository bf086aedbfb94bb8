-- A title or description as SearchText has it. Signs part words and are left out. Symbols are words of their own, since PostgreSQL
-- takes them for letters where LC_CTYPE is C. Every kind of blank is one. What readers do not see is left out. Composing takes
-- long for many marks in a row. PartedLawIT prints the ranges of symbols, in which code points without a character are filled up.
CREATE OR REPLACE FUNCTION read_model.parted(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        translate(
            regexp_replace(CASE WHEN length(words) <= 1000 THEN normalize(words, NFC) ELSE words END,
                '[\u007F-\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]', ' ', 'g'),
            '</>“”„‟‘’‚‛«»‹›–—―…·•' || U&'\200B' || U&'\00AD\061C\180E\200E\200F\202A\202B\202C\202D\202E'
                || U&'\2060\2061\2062\2063\2064\2066\2067\2068\2069\FEFF',
            repeat(' ', 22)),
        '(['
            || '\u00A1-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF\u00D7\u00F7\u02C2-\u02C5\u02D2-\u02DF\u02E5-\u02EB'
            || '\u02ED\u02EF-\u02FF\u0375\u037E\u0384-\u0385\u0387\u03F6\u0482\u0488-\u0489\u055A-\u055F\u0589-\u058F'
            || '\u05BE\u05C0\u05C3\u05C6\u05F3-\u05F4\u0606-\u060F\u061B-\u061F\u066A-\u066D\u06D4\u06DE\u06E9'
            || '\u06FD-\u06FE\u0700-\u070D\u07F6-\u07F9\u07FE-\u07FF\u0830-\u083E\u085E\u0888\u0964-\u0965\u0970'
            || '\u09F2-\u09FB\u09FD\u0A76\u0AF0-\u0AF1\u0B70\u0B72-\u0B77\u0BF0-\u0BFA\u0C77-\u0C7F\u0C84\u0D4F'
            || '\u0D58-\u0D5E\u0D70-\u0D79\u0DF4\u0E3F\u0E4F\u0E5A-\u0E5B\u0F01-\u0F17\u0F1A-\u0F1F\u0F2A-\u0F34\u0F36'
            || '\u0F38\u0F3A-\u0F3D\u0F85\u0FBE-\u0FC5\u0FC7-\u0FDA\u104A-\u104F\u109E-\u109F\u10FB\u1360-\u137C'
            || '\u1390-\u1399\u1400\u166D-\u166E\u169B-\u169C\u16EB-\u16ED\u1735-\u1736\u17D4-\u17D6\u17D8-\u17DB'
            || '\u17F0-\u180A\u1940-\u1945\u19DA-\u19FF\u1A1E-\u1A1F\u1AA0-\u1AA6\u1AA8-\u1AAD\u1ABE\u1B4E-\u1B4F'
            || '\u1B5A-\u1B6A\u1B74-\u1B7F\u1BFC-\u1BFF\u1C3B-\u1C3F\u1C7E-\u1C7F\u1CC0-\u1CC7\u1CD3\u1FBD\u1FBF-\u1FC1'
            || '\u1FCD-\u1FCF\u1FDD-\u1FDF\u1FED-\u1FEF\u1FFD-\u1FFE\u2010-\u205E\u2070\u2074-\u207E\u2080-\u208E'
            || '\u20A0-\u20CF\u20DD-\u20E0\u20E2-\u20E4\u2100-\u2101\u2103-\u2106\u2108-\u2109\u2114\u2116-\u2118'
            || '\u211E-\u2123\u2125\u2127\u2129\u212E\u213A-\u213B\u2140-\u2144\u214A-\u214D\u214F-\u215F\u2189-\u2BFF'
            || '\u2CE5-\u2CEA\u2CF9-\u2CFF\u2D70\u2E00-\u2E2E\u2E30-\u3004\u3008-\u3020\u3030\u3036-\u3037\u303D-\u303F'
            || '\u309B-\u309C\u30A0\u30FB\u3190-\u319F\u31C0-\u31EF\u3200-\u33FF\u4DC0-\u4DFF\uA490-\uA4C6\uA4FE-\uA4FF'
            || '\uA60D-\uA60F\uA670-\uA673\uA67E\uA6F2-\uA716\uA720-\uA721\uA789-\uA78A\uA828-\uA82B\uA830-\uA839'
            || '\uA874-\uA877\uA8CE-\uA8CF\uA8F8-\uA8FA\uA8FC\uA92E-\uA92F\uA95F\uA9C1-\uA9CD\uA9DE-\uA9DF\uAA5C-\uAA5F'
            || '\uAA77-\uAA79\uAADE-\uAADF\uAAF0-\uAAF1\uAB5B\uAB6A-\uAB6B\uABEB\uFB29\uFBB2-\uFBC2\uFD3E-\uFD4F\uFDCF'
            || '\uFDFC-\uFE19\uFE30-\uFE6B\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFE0-\uFFEE\uFFFC-\uFFFD'
            || '\U0001F000-\U0001FBEF\U000E0020-\U000E007F'
            || '])',
        ' \1 ',
        'g')
$$;
