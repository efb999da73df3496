using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl;

/// <summary>Merges definitions and extensions that share a name. Source: <c>composedb.md</c> 1.6.</summary>
/// <remarks>The order of the result decides the order of models and so their StreamIDs.</remarks>
sealed partial class SdlMerger
{
    static readonly ImmutableHashSet<string> StandardScalars = ["String", "Int", "Float", "Boolean", "ID"];

    readonly SdlText text;
    readonly OrderedDictionary<string, SdlType> types = new(StringComparer.Ordinal);
    readonly OrderedDictionary<string, DirectiveDefinitionNode> directives = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> definitionsOf = new(StringComparer.Ordinal);
    SdlSchema? schema;

    SdlMerger(SdlText text) => this.text = text;

    /// <summary>Merges, or throws <c>SDL_INVALID</c>. Executable definitions are passed over.</summary>
    public static SdlDocument Merge(SdlText text, ImmutableArray<DefinitionNode> definitions)
    {
        var merger = new SdlMerger(text);
        // Whether a directive can be repeated must be known before directives are merged.
        foreach (var definition in definitions.OfType<DirectiveDefinitionNode>())
            merger.Add(definition);
        foreach (var definition in definitions)
            merger.Add(definition);
        return new(text, new(merger.types), new(merger.directives), merger.schema);
    }

    void Add(DefinitionNode definition)
    {
        if (definition is SchemaNode added)
            Add(added);
        if (SdlType.Of(definition) is not { } type)
            return;
        if (StandardScalars.Contains(type.Name))
        {
            // As in the JS tools, a scalar of that name changes nothing; anything else would silently vanish there.
            if (type.Kind != SdlKind.Scalar)
                throw Invalid($"Unable to define type \"{type.Name}\": the name is that of a GraphQL scalar", type);
            return;
        }
        types[type.Name] = WithinLimits(
            types.TryGetValue(type.Name, out var before) ? Merged(before, type) : type,
            type
        );
    }

    /// <summary>Merging takes time and memory for all that a type has so far, again and again.</summary>
    SdlType WithinLimits(SdlType type, SdlType added)
    {
        var definitions = definitionsOf[type.Name] = definitionsOf.GetValueOrDefault(type.Name) + 1;
        if (definitions > CompositeLimits.SdlDefinitionsPerTypeMax)
            throw Invalid(
                $"Type {type.Name} has more than {CompositeLimits.SdlDefinitionsPerTypeMax} definitions",
                added
            );
        ReadOnlySpan<int> parts =
        [
            type.Interfaces.Length,
            type.Directives.Length,
            type.Fields.Length,
            type.Values.Length,
            type.InputFields.Length,
            type.Members.Length,
        ];
        return parts.ContainsAnyExceptInRange(0, CompositeLimits.SdlPartsPerTypeMax)
            ? throw Invalid(
                $"Type {type.Name} has more than {CompositeLimits.SdlPartsPerTypeMax} fields, values or other parts of one kind",
                added
            )
            : type;
    }

    void Add(SchemaNode added) =>
        schema = schema is null
            ? new(added.Directives, added.OperationTypes, added.Location, types.Count)
            : schema with
            {
                Directives = MergeDirectives(schema.Directives, added.Directives),
                OperationTypes = SdlSchema.MergeOperationTypes(schema.OperationTypes, added.OperationTypes),
            };

    void Add(DirectiveDefinitionNode added)
    {
        // A text may repeat what is built in for the sake of an editor. Places and arguments add up; an argument stays as it was first.
        directives[added.Name] = directives.TryGetValue(added.Name, out var before)
            ? new DirectiveDefinitionNode
            {
                Name = before.Name,
                NameLocation = before.NameLocation,
                Location = before.Location,
                Arguments =
                [
                    .. before.Arguments,
                    .. added.Arguments.Where(argument => before.Arguments.All(known => known.Name != argument.Name)),
                ],
                IsRepeatable = added.IsRepeatable,
                Locations = [.. before.Locations.Union(added.Locations)],
            }
            : added;
    }

    SdlType Merged(SdlType before, SdlType added) =>
        before with
        {
            Kind = MergedKind(before, added),
            IsDefined = before.IsDefined || added.IsDefined,
            Interfaces = MergeNames(before.Interfaces, added.Interfaces),
            Directives = MergeDirectives(before.Directives, added.Directives),
            Fields = MergeFields(added, before.Fields, added.Fields),
            Values = MergeValues(before.Values, added.Values),
            InputFields = MergeInputFields(before.Name, before.InputFields, added.InputFields),
            Members = MergeNames(before.Members, added.Members),
        };

    /// <summary>Later values come first here, alone of all lists: stored models depend on it.</summary>
    ImmutableArray<EnumValueDefinitionNode> MergeValues(
        ImmutableArray<EnumValueDefinitionNode> before,
        ImmutableArray<EnumValueDefinitionNode> added
    )
    {
        var merged = new OrderedDictionary<string, EnumValueDefinitionNode>(StringComparer.Ordinal);
        foreach (var value in added)
            merged[value.Name] = value;
        foreach (var value in before)
        {
            merged[value.Name] = merged.TryGetValue(value.Name, out var known)
                ? new EnumValueDefinitionNode
                {
                    Name = known.Name,
                    NameLocation = known.NameLocation,
                    Location = known.Location,
                    Directives = MergeDirectives(known.Directives, value.Directives),
                }
                : value;
        }
        return [.. merged.Values];
    }

    SdlKind MergedKind(SdlType before, SdlType added)
    {
        if (before.Kind == added.Kind)
            return before.Kind;
        if (!added.IsDefined || !before.IsDefined)
        {
            var extension = added.IsDefined ? before : added;
            throw Invalid($"Cannot extend non-{Word(extension.Kind)} type \"{added.Name}\".", added);
        }
        // Objects and interfaces have the same parts; the last word counts.
        return (before.Kind, added.Kind) is (SdlKind.Object, SdlKind.Interface) or (SdlKind.Interface, SdlKind.Object)
            ? added.Kind
            : throw Invalid(
                $"Unable to merge GraphQL type \"{added.Name}\": it is defined as {Word(before.Kind)} and as {Word(added.Kind)}",
                added
            );
    }

    static string Word(SdlKind kind) => kind == SdlKind.Input ? "input object" : kind.ToString().ToLowerInvariant();

    static ImmutableArray<NamedTypeNode> MergeNames(
        ImmutableArray<NamedTypeNode> before,
        ImmutableArray<NamedTypeNode> added
    ) => [.. before, .. added.Where(node => before.All(b => b.Name != node.Name))];

    CompositeException Invalid(string message, SdlType at) => Invalid(message, at.NameLocation);

    CompositeException Invalid(string message, Location at) =>
        CompositeException.Because(CompositeErrorCode.SdlInvalid, message, text.PlaceOf(at));
}
