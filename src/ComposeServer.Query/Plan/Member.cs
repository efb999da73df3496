using System.Text;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.Query.Plan;

/// <summary>One member of an object in the answer.</summary>
/// <param name="Text">Its key with quotes and colon; of a constant, its value too.</param>
/// <param name="Value">How its value is written; default for a constant.</param>
/// <param name="IsConstant">Whether the text is all of it, as for the name of a type.</param>
readonly record struct Member<TValue>(byte[] Text, TValue Value, bool IsConstant)
{
    /// <summary>A member whose value is read.</summary>
    public static Member<TValue> Of(FieldSelection field, TValue value) => new(KeyOf(field), value, false);

    /// <summary>A member that says the name of the object's type.</summary>
    public static Member<TValue> TypeName(FieldSelection field) =>
        new([.. KeyOf(field), .. Encoding.UTF8.GetBytes($"\"{field.ParentType.Name}\"")], default!, true);

    static byte[] KeyOf(FieldSelection field) => Encoding.UTF8.GetBytes($"\"{field.ResponseKey}\":");
}
