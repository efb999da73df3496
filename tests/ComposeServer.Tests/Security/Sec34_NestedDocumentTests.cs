using System.Text;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 34: documents of nothing but beginnings, which end other servers by an overflow of the stack (CVE-2026-40324, CVE-2023-50730).</summary>
public class Sec34_NestedDocumentTests
{
    const int SmallBytes = 40_000;
    const int LargeBytes = 50 * Effort.Mebibyte;
    const int TimeMsMax = 100;

    public static TheoryData<string, string, string> Openings { get; } =
        new()
        {
            { "", "{", SyntaxError.ParseFailed },
            { "", "[", SyntaxError.ParseFailed },
            { "", "{a", SyntaxError.LimitExceeded },
            { "{", "...{", SyntaxError.LimitExceeded },
            { "{", "...on A{", SyntaxError.LimitExceeded },
            { "{", "...@a(b:{c:[", SyntaxError.ParseFailed },
            { "{a(b:", "[", SyntaxError.LimitExceeded },
            { "{a(b:", "{c:", SyntaxError.LimitExceeded },
            { "{a(b:", "{c:[", SyntaxError.LimitExceeded },
            { "{a@b(c:", "[", SyntaxError.LimitExceeded },
            { "query($a:", "[", SyntaxError.LimitExceeded },
            { "query($a:A=", "[", SyntaxError.LimitExceeded },
            { "fragment A on B", "{a", SyntaxError.LimitExceeded },
            { "subscription", "{a", SyntaxError.LimitExceeded },
            { "type A@b(c:", "{d:", SyntaxError.LimitExceeded },
            { "input A{b:", "[", SyntaxError.LimitExceeded },
        };

    [Theory]
    [MemberData(nameof(Openings))]
    public void Forty_kilobytes_are_refused_on_a_small_stack(string start, string open, string code)
    {
        var document = Repeated(start, open, SmallBytes);

        SmallStack.Run(() =>
            Effort.Within(TimeMsMax, Effort.Mebibyte, () => Assert.Equal(code, ErrorOf(document).Code))
        );
    }

    [Theory]
    [MemberData(nameof(Openings))]
    public void Fifty_megabytes_are_refused_unread(string start, string open, string code)
    {
        Assert.NotEmpty(code);
        var document = Repeated(start, open, LargeBytes);

        Effort.Within(
            timeMs: 5,
            100_000,
            () =>
            {
                var error = ErrorOf(document);
                Assert.Equal(SyntaxError.LimitExceeded, error.Code);
                Assert.Contains("bytes", error.Message);
            }
        );
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("[")]
    [InlineData("{\"a\":[")]
    public void Variables_of_a_mebibyte_of_beginnings_are_refused_on_a_small_stack(string open)
    {
        var body = Repeated("{\"query\":\"{a}\",\"variables\":{\"a\":", open, Effort.Mebibyte);

        SmallStack.Run(() =>
            Effort.Within(
                TimeMsMax,
                4 * Effort.Mebibyte,
                () => Assert.False(GraphQLRequest.TryRead(body, out _, out _))
            )
        );
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void The_limit_of_nesting_is_a_hundred(int past, bool isTaken)
    {
        var levels = ParserLimits.Default.Nesting + past;
        var document = string.Concat(Enumerable.Repeat("{a", levels)) + new string('}', levels);

        SmallStack.Run(() => Assert.Equal(isTaken, GraphQLParser.Parse(document, ParserLimits.Default).IsValid));
    }

    static SyntaxError ErrorOf(byte[] document)
    {
        var parsed = GraphQLParser.Parse(document.AsSpan(), ParserLimits.Default);
        Assert.False(parsed.IsValid);
        return parsed.Error;
    }

    static byte[] Repeated(string start, string open, int length)
    {
        var bytes = new byte[length];
        var opening = Encoding.UTF8.GetBytes(open);
        for (var at = Encoding.UTF8.GetBytes(start, bytes); at < bytes.Length; at += opening.Length)
            opening.AsSpan(0, int.Min(opening.Length, length - at)).CopyTo(bytes.AsSpan(at));
        return bytes;
    }
}
