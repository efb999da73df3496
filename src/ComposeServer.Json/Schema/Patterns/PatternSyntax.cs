namespace ComposeServer.Json.Schema.Patterns;

/// <summary>A part of an ECMAScript regular expression, over code points.</summary>
abstract record PatternSyntax
{
    /// <summary>One after the other; none matches the empty text.</summary>
    public sealed record Sequence(IReadOnlyList<PatternSyntax> Parts) : PatternSyntax;

    /// <summary>One of several, tried in order.</summary>
    public sealed record Choice(IReadOnlyList<PatternSyntax> Options) : PatternSyntax;

    /// <summary>One code point of a set.</summary>
    public sealed record Character(CodePointSet Set) : PatternSyntax;

    /// <summary>Again and again.</summary>
    /// <param name="Body">What.</param>
    /// <param name="Least">At least so often.</param>
    /// <param name="Most">At most so often; <see cref="Endless"/> for no limit.</param>
    /// <param name="IsLazy">As seldom as possible.</param>
    public sealed record Repetition(PatternSyntax Body, int Least, int Most, bool IsLazy) : PatternSyntax
    {
        public const int Endless = int.MaxValue;
    }

    /// <summary>A group that can be referred to, numbered from 1.</summary>
    public sealed record Capture(PatternSyntax Body) : PatternSyntax;

    /// <summary><c>^</c></summary>
    public sealed record Start : PatternSyntax;

    /// <summary><c>$</c></summary>
    public sealed record End : PatternSyntax;

    /// <summary><c>\b</c> or <c>\B</c></summary>
    public sealed record WordBoundary(bool IsNegative) : PatternSyntax;

    /// <summary><c>(?=…)</c> and its kin.</summary>
    public sealed record LookAround(PatternSyntax Body, bool IsBehind, bool IsNegative) : PatternSyntax;

    /// <summary><c>\1</c> or <c>\k&lt;name&gt;</c></summary>
    public sealed record BackReference(int Group) : PatternSyntax;
}
