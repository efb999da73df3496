namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>A section of the specification that says something which can be tested.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="CanBreak">Whether something can be wrong in the sense of this section alone.</param>
sealed record Section(string Id, string Title, bool CanBreak = true);

/// <summary>
/// The sections of the GraphQL specification, October 2021, on the language, the type system, validation and execution, that have
/// something of their own to say.
/// </summary>
/// <remarks>Left out are headings that only gather others: 2, 3, 5, 5.1, 5.2, 5.2.1 to 5.2.3, 5.3, 5.4, 5.5, 5.5.1, 5.5.2, 5.6, 5.7, 5.8 and 6.</remarks>
static class Sections
{
    public static IReadOnlyList<Section> All { get; } = [.. Language, .. TypeSystem, .. Validation, .. Execution];

    static IEnumerable<Section> Language =>
        [
            new("2.1", "Source Text"),
            new("2.1.1", "Unicode"),
            new("2.1.2", "White Space"),
            new("2.1.3", "Line Terminators"),
            new("2.1.4", "Comments"),
            new("2.1.5", "Insignificant Commas", CanBreak: false),
            new("2.1.6", "Lexical Tokens"),
            new("2.1.7", "Ignored Tokens"),
            new("2.1.8", "Punctuators"),
            new("2.1.9", "Names"),
            new("2.2", "Document"),
            new("2.3", "Operations"),
            new("2.4", "Selection Sets"),
            new("2.5", "Fields"),
            new("2.6", "Arguments"),
            new("2.7", "Field Alias"),
            new("2.8", "Fragments"),
            new("2.8.1", "Type Conditions"),
            new("2.8.2", "Inline Fragments"),
            new("2.9", "Input Values"),
            new("2.9.1", "Int Value"),
            new("2.9.2", "Float Value"),
            new("2.9.3", "Boolean Value", CanBreak: false),
            new("2.9.4", "String Value"),
            new("2.9.5", "Null Value", CanBreak: false),
            new("2.9.6", "Enum Value"),
            new("2.9.7", "List Value"),
            new("2.9.8", "Input Object Values"),
            new("2.10", "Variables"),
            new("2.11", "Type References"),
            new("2.12", "Directives"),
        ];

    static IEnumerable<Section> TypeSystem =>
        [
            new("3.1", "Type System Extensions"),
            new("3.2", "Descriptions"),
            new("3.3", "Schema"),
            new("3.3.1", "Root Operation Types"),
            new("3.3.2", "Schema Extension"),
            new("3.4", "Types"),
            new("3.4.1", "Wrapping Types"),
            new("3.4.2", "Input and Output Types"),
            new("3.4.3", "Type Extensions"),
            new("3.5", "Scalars"),
            new("3.5.1", "Int"),
            new("3.5.2", "Float"),
            new("3.5.3", "String"),
            new("3.5.4", "Boolean"),
            new("3.5.5", "ID"),
            new("3.5.6", "Scalar Extensions"),
            new("3.6", "Objects"),
            new("3.6.1", "Field Arguments"),
            new("3.6.2", "Field Deprecation"),
            new("3.6.3", "Object Extensions"),
            new("3.7", "Interfaces"),
            new("3.7.1", "Interface Extensions"),
            new("3.8", "Unions"),
            new("3.8.1", "Union Extensions"),
            new("3.9", "Enums"),
            new("3.9.1", "Enum Extensions"),
            new("3.10", "Input Objects"),
            new("3.10.1", "Input Object Extensions"),
            new("3.11", "List"),
            new("3.12", "Non-Null"),
            new("3.12.1", "Combining List and Non-Null"),
            new("3.13", "Directives"),
            new("3.13.1", "@skip"),
            new("3.13.2", "@include"),
            new("3.13.3", "@deprecated"),
            new("3.13.4", "@specifiedBy"),
        ];

    static IEnumerable<Section> Validation =>
        [
            new("5.1.1", "Executable Definitions"),
            new("5.2.1.1", "Operation Name Uniqueness"),
            new("5.2.2.1", "Lone Anonymous Operation"),
            new("5.2.3.1", "Single root field"),
            new("5.3.1", "Field Selections"),
            new("5.3.2", "Field Selection Merging"),
            new("5.3.3", "Leaf Field Selections"),
            new("5.4.1", "Argument Names"),
            new("5.4.2", "Argument Uniqueness"),
            new("5.4.2.1", "Required Arguments"),
            new("5.5.1.1", "Fragment Name Uniqueness"),
            new("5.5.1.2", "Fragment Spread Type Existence"),
            new("5.5.1.3", "Fragments On Composite Types"),
            new("5.5.1.4", "Fragments Must Be Used"),
            new("5.5.2.1", "Fragment spread target defined"),
            new("5.5.2.2", "Fragment spreads must not form cycles"),
            new("5.5.2.3", "Fragment spread is possible"),
            new("5.5.2.3.1", "Object Spreads In Object Scope"),
            new("5.5.2.3.2", "Abstract Spreads in Object Scope"),
            new("5.5.2.3.3", "Object Spreads In Abstract Scope"),
            new("5.5.2.3.4", "Abstract Spreads in Abstract Scope"),
            new("5.6.1", "Values of Correct Type"),
            new("5.6.2", "Input Object Field Names"),
            new("5.6.3", "Input Object Field Uniqueness"),
            new("5.6.4", "Input Object Required Fields"),
            new("5.7.1", "Directives Are Defined"),
            new("5.7.2", "Directives Are In Valid Locations"),
            new("5.7.3", "Directives Are Unique Per Location"),
            new("5.8.1", "Variable Uniqueness"),
            new("5.8.2", "Variables Are Input Types"),
            new("5.8.3", "All Variable Uses Defined"),
            new("5.8.4", "All Variables Used"),
            new("5.8.5", "All Variable Usages are Allowed"),
        ];

    static IEnumerable<Section> Execution =>
        [
            new("6.1", "Executing Requests"),
            new("6.1.1", "Validating Requests"),
            new("6.1.2", "Coercing Variable Values"),
            new("6.2", "Executing Operations"),
            new("6.2.1", "Query"),
            new("6.2.2", "Mutation"),
            new("6.2.3", "Subscription"),
            new("6.2.3.1", "Source Stream"),
            new("6.2.3.2", "Response Stream"),
            new("6.2.3.3", "Unsubscribe", CanBreak: false),
            new("6.3", "Executing Selection Sets"),
            new("6.3.1", "Normal and Serial Execution"),
            new("6.3.2", "Field Collection"),
            new("6.4", "Executing Fields"),
            new("6.4.1", "Coercing Field Arguments"),
            new("6.4.2", "Value Resolution"),
            new("6.4.3", "Value Completion"),
            new("6.4.4", "Handling Field Errors", CanBreak: false),
        ];
}
