"""What a direct superior does on a day when people work from home: whom to call, what to look at, what to write down."""
