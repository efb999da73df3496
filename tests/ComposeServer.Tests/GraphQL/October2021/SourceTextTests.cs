namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Section 2.1: characters and tokens.</summary>
public class SourceTextTests
{
    [Fact]
    [Specification("2.1", Shows.Kept)]
    [Specification("2.1.1", Shows.Kept)]
    public void Text_may_hold_any_character_in_strings_and_begin_with_a_mark() =>
        Source.Prints("{ a(b: \"é😀é😀\") }", "\uFEFF{ a(b: \"é😀\\u00e9\\u{1F600}\") }");

    [Theory]
    [InlineData("{ a(b: \"\\ud83d\") }", "Invalid Unicode escape sequence: \"\\ud83d\".", 9)]
    [InlineData("{ a(b: \"\\u{110000}\") }", "Invalid Unicode escape sequence: \"\\u{110000}\".", 9)]
    [Specification("2.1.1", Shows.Broken)]
    public void Half_a_character_is_none(string source, string message, int column) =>
        Source.Refuses(source, message, column: column);

    [Fact]
    [Specification("2.1", Shows.Broken)]
    public void Outside_of_strings_other_characters_have_no_meaning() =>
        Source.Refuses("{ a\u0007 }", "Unexpected character: U+0007.", column: 4);

    [Fact]
    [Specification("2.1.2", Shows.Kept)]
    public void Tabs_and_blanks_separate() => Source.Means("{ a b }", "\t{\ta   b\t}\t");

    [Fact]
    [Specification("2.1.2", Shows.Broken)]
    public void Other_spaces_do_not() => Source.Refuses("{ a\u00a0b }", "Unexpected character: U+00A0.", column: 4);

    [Fact]
    [Specification("2.1.3", Shows.Kept)]
    public void A_line_ends_in_three_ways() => Source.Refuses("{\r\na\rb\n?", "Unexpected character: \"?\".", line: 4);

    [Fact]
    [Specification("2.1.3", Shows.Broken)]
    public void A_string_does_not_go_on_past_its_line() =>
        Source.Refuses("{ a(b: \"x\ny\") }", "Unterminated string.", column: 10);

    [Fact]
    [Specification("2.1.4", Shows.Kept)]
    public void A_comment_goes_to_the_end_of_its_line() => Source.Means("{ a b }", "# { \"\n{ a # }\n b }");

    [Fact]
    [Specification("2.1.4", Shows.Broken)]
    public void And_takes_everything_with_it() => Source.Refuses("{ a # }", "Expected Name, found <EOF>.", column: 8);

    [Fact]
    [Specification("2.1.5", Shows.Kept)]
    public void Commas_mean_nothing() => Source.Means("{ a(b: [1 2] c: 3) }", ",{,,a(,b: [1,2,],,c: 3),},");

    [Fact]
    [Specification("2.1.6", Shows.Kept)]
    public void A_token_is_as_long_as_it_can_be() => Source.Means("{ ab(c: -1.5e3) }", "{ab(c:-1.5e3)}");

    [Fact]
    [Specification("2.1.6", Shows.Broken)]
    public void Two_numbers_do_not_touch() =>
        Source.Refuses("{ a(b: 1.2.3) }", "Invalid number, expected digit but got: \".\".", column: 11);

    [Fact]
    [Specification("2.1.7", Shows.Kept)]
    public void What_is_ignored_may_stand_before_and_after_every_token() =>
        Source.Means("{ a(b: $c) }", ",{#\n a , (\tb,:\n$ c ) # d\n}");

    [Fact]
    [Specification("2.1.7", Shows.Broken)]
    public void But_not_within_one() => Source.Refuses("{ a(b: 1 .5) }", "Unexpected character: \".\".", column: 10);

    [Fact]
    [Specification("2.1.8", Shows.Kept)]
    public void Punctuators_stand_for_themselves() =>
        Source.Means("query ($a: [Int!]! = 1) @b { ...C }", "query($a:[Int!]!=1)@b{...C}");

    [Fact]
    [Specification("2.1.8", Shows.Broken)]
    public void Two_dots_are_no_punctuator() => Source.Refuses("{ ..A }", "Unexpected character: \".\".", column: 3);

    [Fact]
    [Specification("2.1.9", Shows.Kept)]
    public void Names_have_letters_digits_and_underscores() => Source.Prints("{ _a1 A_ __ on }", "{ _a1 A_ __ on }");

    [Theory]
    [InlineData("{ 1a }", "Invalid number, expected digit but got: \"a\".", 4)]
    [InlineData("{ é }", "Unexpected character: U+00E9.", 3)]
    [Specification("2.1.9", Shows.Broken)]
    public void And_do_not_begin_with_a_digit_or_have_other_letters(string source, string message, int column) =>
        Source.Refuses(source, message, column: column);
}
