# Custom fields: their methods and their pages.

block-custom-fields = Custom fields
