using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>The directives every schema has. Source: GraphQL October 2021, 3.13, and <c>@oneOf</c> of the later text.</summary>
public static class BuiltInDirectives
{
    /// <summary>The reason taken when <c>@deprecated</c> gives none.</summary>
    public const string DefaultDeprecationReason = "No longer supported";

    public static DirectiveDefinition Include { get; } =
        new("include", [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment])
        {
            Description = "Directs the executor to include this field or fragment only when the `if` argument is true.",
            Arguments = new([
                new("if", NonNullType.Of(BuiltInScalars.Boolean)) { Description = "Included when true." },
            ]),
        };

    public static DirectiveDefinition Skip { get; } =
        new("skip", [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment])
        {
            Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
            Arguments = new([new("if", NonNullType.Of(BuiltInScalars.Boolean)) { Description = "Skipped when true." }]),
        };

    public static DirectiveDefinition Deprecated { get; } =
        new(
            "deprecated",
            [
                DirectiveLocation.FieldDefinition,
                DirectiveLocation.ArgumentDefinition,
                DirectiveLocation.InputFieldDefinition,
                DirectiveLocation.EnumValue,
                DirectiveLocation.DirectiveDefinition,
            ]
        )
        {
            Description = "Marks an element of a GraphQL schema as no longer supported.",
            Arguments = new([
                new("reason", BuiltInScalars.String)
                {
                    Description =
                        "Explains why this element was deprecated, usually also including a suggestion for how to access supported similar data. Formatted using the Markdown syntax, as specified by [CommonMark](https://commonmark.org/).",
                    Default = InputDefault.FromValue(DefaultDeprecationReason),
                },
            ]),
        };

    public static DirectiveDefinition SpecifiedBy { get; } =
        new("specifiedBy", [DirectiveLocation.Scalar])
        {
            Description = "Exposes a URL that specifies the behavior of this scalar.",
            Arguments = new([
                new("url", NonNullType.Of(BuiltInScalars.String))
                {
                    Description = "The URL that specifies the behavior of this scalar.",
                },
            ]),
        };

    public static DirectiveDefinition OneOf { get; } =
        new("oneOf", [DirectiveLocation.InputObject])
        {
            Description = "Indicates exactly one field must be supplied and this field must not be `null`.",
        };

    /// <summary>All of them, in the order of the reference implementation.</summary>
    public static ImmutableArray<DirectiveDefinition> All { get; } = [Include, Skip, Deprecated, SpecifiedBy, OneOf];

    /// <summary>True for the names of <see cref="All"/>.</summary>
    public static bool IsName(string name) => name is "include" or "skip" or "deprecated" or "specifiedBy" or "oneOf";
}
