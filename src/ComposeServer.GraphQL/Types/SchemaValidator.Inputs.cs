namespace ComposeServer.GraphQL.Types;

public sealed partial class SchemaValidator
{
    readonly HashSet<InputObjectType> checkedForCycles = [];
    readonly HashSet<InputFieldDefinition> checkedDefaults = [];

    void CheckInputFields(InputObjectType type)
    {
        if (type.Fields.Count == 0)
        {
            Report($"Input Object type {type.Name} must define one or more fields.", Definitions(type));
        }

        foreach (var field in type.Fields)
        {
            var coordinate = $"{type.Name}.{field.Name}";
            CheckName(field.Name, field.Syntax);
            if (!field.Type.IsInput)
            {
                var message = $"The type of {coordinate} must be Input Type but got: {field.Type}.";
                Report(message, field.Syntax?.Type);
            }

            CheckNotDeprecatedWhenRequired(field, $"input field {coordinate}");
            if (type.IsOneOf && field.Type is NonNullType)
            {
                Report($"OneOf input field {coordinate} must be nullable.", field.Syntax?.Type);
            }

            if (type.IsOneOf && field.HasDefault)
            {
                Report($"OneOf input field {coordinate} cannot have a default value.", field.Syntax);
            }
        }
    }

    /// <summary>No value could ever be given for a chain of non-null fields that leads back to its start.</summary>
    /// <remarks>The path is kept on the heap, since chains may be as long as there are types.</remarks>
    void CheckNonNullCycles(InputObjectType start)
    {
        if (!checkedForCycles.Add(start))
        {
            return;
        }

        var path = new List<InputFieldDefinition>();
        var types = new List<InputObjectType> { start };
        var steps = new Stack<IEnumerator<InputFieldDefinition>>([Requiring(start)]);
        while (steps.TryPeek(out var step))
        {
            if (!step.MoveNext())
            {
                step.Dispose();
                steps.Pop();
                types.RemoveAt(types.Count - 1);
                RemoveLast(path);
                continue;
            }

            var target = (InputObjectType)step.Current.Type.Nullable;
            path.Add(step.Current);
            var cycle = types.IndexOf(target);
            if (cycle >= 0)
            {
                var round = path.Skip(cycle).ToList();
                Report(
                    $"Cannot reference Input Object \"{target.Name}\" within itself through a series of non-null fields: "
                        + $"\"{string.Join('.', round)}\".",
                    round.Select(field => field.Syntax)
                );
                RemoveLast(path);
            }
            else if (checkedForCycles.Add(target))
            {
                types.Add(target);
                steps.Push(Requiring(target));
            }
            else
            {
                RemoveLast(path);
            }
        }

        static IEnumerator<InputFieldDefinition> Requiring(InputObjectType type) =>
            type.Fields.Where(field => field.Type is NonNullType { OfType: InputObjectType }).GetEnumerator();

        static void RemoveLast(List<InputFieldDefinition> list)
        {
            if (list.Count > 0)
            {
                list.RemoveAt(list.Count - 1);
            }
        }
    }

    /// <summary>A default that is made with the help of itself has no value.</summary>
    void CheckDefaultCycles(InputObjectType type)
    {
        foreach (var field in type.Fields)
        {
            if (checkedDefaults.Add(field) && field.Default?.IsCircular(field.Type) == true)
            {
                Report(
                    "Invalid circular reference. "
                        + $"The default value of Input Object field {type.Name}.{field.Name} references itself.",
                    field.Syntax?.DefaultValue
                );
            }
        }
    }
}
